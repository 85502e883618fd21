"""Images of pages made ready for recognition and reading, and the files derived from them."""

from javon.engines.imaging.chain import STEPS, Prepared, prepare
from javon.engines.imaging.raster import Image, Quad
from javon.engines.imaging.uncropped import Uncropped, uncropped

__all__ = ["STEPS", "Image", "Prepared", "Quad", "Uncropped", "prepare", "uncropped"]
