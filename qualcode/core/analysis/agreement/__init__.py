"""How far evaluators agree: shares, coefficients and their intervals.

An offer, not a mark of quality: many traditions of interpretation reject it, and rightly so where
readings are meant to differ. `compare` takes marks, `tables` takes tables of units, `of_project`
reads both from a project. Only these modules use NumPy.
"""
