"""The typesetting room: sheets become pages, no word is lost, nothing is read that was not given."""
