"""REFI-QDA, the format in which programs for qualitative analysis exchange codebooks. Its names stay in here.

The standard: https://www.qdasoftware.org; its codebook files end in “.qdc”.
"""

from qualcode.refi.reading import ReadCodebook, read_qdc
from qualcode.refi.writing import NoCodes, write_qdc

__all__ = ["NoCodes", "ReadCodebook", "read_qdc", "write_qdc"]
