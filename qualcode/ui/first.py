"""What the first page needs: loaded beforehand, see `serve.warm_up`."""

from qualcode.ui import main
from qualcode.ui.pages import home

__all__ = ["home", "main"]
