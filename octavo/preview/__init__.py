"""Preview: a draft of the web edition in a browser on this machine, brought up to date whenever a file is saved.

``draft`` makes the whole draft, ``quick`` a chapter of it, with ``recite`` for its citations; ``shelf`` holds what the
browser may ask for, ``server`` hands it out, ``watching`` says when a file has changed, ``serving`` is where the order
stands.
"""
