def answer = new File(basedir, 'target/answer.txt').readLines()
assert answer.last() == 'nothing lost, doubled, half visible or left over'
return true
