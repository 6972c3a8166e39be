package omega.genomics.service;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives every answer of the API the tag of what is loaded: a client that has it already gets 304, and no query runs. */
@Component
class CacheHeaders implements HandlerInterceptor, WebMvcConfigurer {
    private final Datasets datasets;
    private final String cacheControl;

    CacheHeaders(Datasets datasets, ServiceProperties properties) {
        this.datasets = datasets;
        this.cacheControl = String.valueOf(
                CacheControl.maxAge(properties.maxAge()).cachePublic().getHeaderValue());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            return true;
        }
        response.setHeader("Cache-Control", cacheControl);
        response.setHeader("Vary", "Accept");
        return !new ServletWebRequest(request, response)
                .checkNotModified(datasets.loaded().tag());
    }
}
