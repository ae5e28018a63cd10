from . import linear

print(__name__, __package__)
z = linear.w * 5
