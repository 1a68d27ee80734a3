"""Writers of official documents: a `Paper` in, a Word, PDF or workbook file out. Knows no models."""
