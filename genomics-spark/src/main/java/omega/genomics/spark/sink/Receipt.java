package omega.genomics.spark.sink;

import org.apache.spark.sql.connector.write.WriterCommitMessage;

/** What a task says of the part that it has finished: the receipt as text. */
record Receipt(String text) implements WriterCommitMessage {}
