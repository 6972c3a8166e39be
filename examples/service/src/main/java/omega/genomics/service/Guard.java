package omega.genomics.service;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Headers for browsers, and a limit for bodies: only a VCF file may be long. */
@Component
class Guard extends OncePerRequestFilter {
    private static final int LONGEST_BODY = 64 << 10;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self';"
                        + " frame-ancestors 'none'");
        boolean isVcf = request.getRequestURI().equals("/api/annotate");
        if (!isVcf
                && (request.getContentLengthLong() > LONGEST_BODY || request.getHeader("Transfer-Encoding") != null)) {
            response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            response.setContentType("application/problem+json");
            response.getOutputStream()
                    .print("{\"title\":\"Too long\",\"status\":413,\"detail\":\"expected a body of at most "
                            + LONGEST_BODY + " bytes with a Content-Length\"}");
            return;
        }
        chain.doFilter(request, response);
    }
}
