"""IntegriF Lernpaket: reads training modules and renders site, SCORM packages and print."""

__version__ = "0.1.0"
