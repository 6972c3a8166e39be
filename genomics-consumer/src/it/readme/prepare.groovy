// The programs of the README and of the page about one's own database.
def text = new File(readme).text + new File(new File(readme).parentFile, 'docs/how-to/own-database.md').text
def blocks = (text =~ /(?s)```java\n(.*?)```/).collect { it[1] }
def programs = blocks.findAll { it =~ /public class \w+/ }
assert programs.size() >= 7
programs.each { program ->
    def name = (program =~ /public class (\w+)/)[0][1]
    new File(basedir, "src/main/java/${name}.java").text = program
}
return true
