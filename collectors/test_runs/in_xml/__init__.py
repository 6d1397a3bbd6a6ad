"""Reports of tests in XML, a module a format, read so that hostile files do no harm."""
