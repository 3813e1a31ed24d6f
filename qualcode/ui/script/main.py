"""The file Streamlit runs again and again.

It lies apart because Streamlit takes a `pages` folder beside the script for its own.
"""

from qualcode.ui.main import run

run()
