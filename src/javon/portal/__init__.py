"""Pages that compose many apps and only read."""
