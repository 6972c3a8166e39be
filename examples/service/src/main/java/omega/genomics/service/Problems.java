package omega.genomics.service;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.query.QueryException;
import omega.genomics.postgres.query.UnknownNameException;
import omega.genomics.postgres.vector.VectorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Errors as problems (RFC 9457). What a client can mend is said in full; of all else only that it failed, and the log has it. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    /** What a function of the schema refuses in words of its own. */
    private static final String RAISED = "P0001";

    private static final String CANCELED = "57014";

    @ExceptionHandler
    ProblemDetail badRequest(BadRequestException e) {
        ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "Invalid parameter", String.valueOf(e.getMessage()));
        problem.setProperty("parameter", e.parameter());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail unknown(UnknownNameException e) {
        ProblemDetail problem = problem(HttpStatus.NOT_FOUND, "Unknown name", String.valueOf(e.getMessage()));
        problem.setProperty("kind", e.kind());
        problem.setProperty("name", e.name());
        problem.setProperty("suggestions", e.suggestions());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail unreadable(ParseException e, HttpServletRequest request, HttpServletResponse response) {
        // what was streamed is no answer: the connection is cut, so that nobody takes it for one
        if (response.isCommitted()) {
            throw e;
        }
        response.reset();
        Diagnostic diagnostic = e.diagnostic();
        boolean isFile = request.getMethod().equals("POST"); // the rest can only be an expression
        ProblemDetail problem = isFile
                ? problem(HttpStatus.UNPROCESSABLE_CONTENT, "Unreadable file", diagnostic.message())
                : problem(HttpStatus.BAD_REQUEST, "Invalid parameter", diagnostic.message());
        if (isFile) {
            problem.setProperty("line", diagnostic.location().line());
        } else {
            problem.setProperty("parameter", "filter");
        }
        problem.setProperty("column", diagnostic.location().column());
        problem.setProperty("field", diagnostic.field());
        problem.setProperty("rule", diagnostic.rule());
        problem.setProperty("excerpt", diagnostic.excerpt());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail noVector(VectorException e, HttpServletResponse response) {
        boolean isSaidByLibrary =
                e.getCause() == null || (e.getCause() instanceof SQLException sql && RAISED.equals(sql.getSQLState()));
        if (!isSaidByLibrary) {
            return database(e, response);
        }
        return problem(HttpStatus.NOT_FOUND, "No similar genes", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler({QueryException.class, LoadException.class})
    ProblemDetail database(RuntimeException e, HttpServletResponse response) {
        if (e.getCause() == null && !response.isCommitted()) {
            return problem(HttpStatus.NOT_FOUND, "Not loaded", String.valueOf(e.getMessage()));
        }
        LOG.warn("the database did not answer", e);
        if (response.isCommitted()) {
            throw e;
        }
        response.setHeader("Retry-After", "5");
        return isCanceled(e)
                ? problem(HttpStatus.SERVICE_UNAVAILABLE, "Too expensive", "the query took too long; ask for less")
                : problem(HttpStatus.SERVICE_UNAVAILABLE, "Unavailable", "the database did not answer");
    }

    private static boolean isCanceled(Throwable e) {
        return e.getCause() instanceof SQLException sql && CANCELED.equals(sql.getSQLState());
    }

    @ExceptionHandler
    ProblemDetail failed(RuntimeException e, HttpServletResponse response) {
        if (response.isCommitted()) {
            throw e;
        }
        LOG.error("a request failed", e);
        return problem(HttpStatus.INTERNAL_SERVER_ERROR, "Internal error", "the request failed; the log says why");
    }

    private static ProblemDetail problem(HttpStatus status, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return problem;
    }
}
