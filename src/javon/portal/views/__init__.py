"""Pages that compose many apps."""
