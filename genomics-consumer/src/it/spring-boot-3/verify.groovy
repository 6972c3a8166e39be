// The library's own versions are newer; what ran must be what this Spring Boot manages.
def answer = new File(basedir, 'target/answer.txt').readLines()
assert answer.contains('BRCA1 17:43044292-43170245')
assert answer.contains('185 exons by the application\'s own jOOQ')
def managed = { name -> (new File(localRepositoryPath, "org/springframework/boot/spring-boot-dependencies").listFiles()
        .collect { new File(it, "spring-boot-dependencies-${it.name}.pom") }
        .find { it.exists() && it.name.contains('-3.') }.text =~ "<${name}.version>(.*?)</")[0][1] }
assert answer.contains("jOOQ ${managed('jooq')}".toString())
assert answer.contains("Flyway ${managed('flyway')}".toString())
