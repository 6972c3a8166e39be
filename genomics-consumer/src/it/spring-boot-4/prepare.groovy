// The application is the one of spring-boot-3: only the versions differ.
def shared = new File(basedir, '../spring-boot-3/src')
shared.eachFileRecurse(groovy.io.FileType.FILES) {
    def copy = new File(basedir, "src/${shared.toPath().relativize(it.toPath())}")
    copy.parentFile.mkdirs()
    copy.bytes = it.bytes
}
