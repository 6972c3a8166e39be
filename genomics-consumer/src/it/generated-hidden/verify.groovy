// The compiler must fail for this reason and no other.
def log = new File(basedir, 'build.log').text
assert log.contains('COMPILATION ERROR')
def errors = log.readLines().findAll { it.startsWith('[ERROR]') && it.contains('Example.java:') }
assert errors.any { it.contains('package omega.genomics.postgres.jooq does not exist') }
return true
