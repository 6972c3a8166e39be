evaluate(new File(its, 'class-path.groovy'))
assert new groovy.json.JsonSlurper().parse(new File(basedir, 'target/answer.txt')).genes == 21
return true
