evaluate(new File(its, 'class-path.groovy'))
assert new File(basedir, 'target/answer.txt').readLines() == ['21 genes']
return true
