"""Pictures in a question's texts: a line of its own ``![what it shows](picture.png)``.

`lines` finds such lines, `place` holds a picture to its pack's folder and its bounds, `header`
reads its size without decoding it,
`faults` is lint's part, and `carry` brings pictures along when a text goes elsewhere. Nothing here
needs more than the standard library.
"""
