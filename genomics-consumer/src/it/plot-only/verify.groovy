evaluate(new File(its, 'class-path.groovy'))
assert new File(basedir, 'target/answer.txt').readLines() == ['true']
return true
