"""The tests of Javon: mirrors src/, plus architecture/, journeys/ and browser/."""
