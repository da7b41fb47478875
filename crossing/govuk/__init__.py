"""Template environment, form fields and page layout in the GOV.UK Design System."""
