"""Evidence: which source is cited where, how often and how well, for an author who must answer for two thousand."""
