// The programs of the README, as they stand there.
def blocks = (new File(readme).text =~ /(?s)```java\n(.*?)```/).collect { it[1] }
def programs = blocks.findAll { it =~ /public class \w+/ }
assert programs.size() >= 2
programs.each { program ->
    def name = (program =~ /public class (\w+)/)[0][1]
    new File(basedir, "src/main/java/${name}.java").text = program
}
return true
