"""Parse: each file of the manuscript becomes chapters, with the place of every mark. It never fails on bad text."""
