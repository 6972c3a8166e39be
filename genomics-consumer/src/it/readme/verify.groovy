def answer = new File(basedir, 'target/answer.txt').readLines()
assert answer == ['KL 13:33016423-33066143', 'BRCA1 17:43044292-43170245']
