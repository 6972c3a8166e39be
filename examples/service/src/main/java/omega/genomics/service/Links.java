package omega.genomics.service;

import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponents;

/** Addresses of following pages: the request's own with one parameter changed, without the host, which proxies know better. */
final class Links {
    private Links() {}

    static String next(String parameter, Object value) {
        UriComponents uri = ServletUriComponentsBuilder.fromCurrentRequest()
                .replaceQueryParam(parameter, "{next}")
                .encode()
                .buildAndExpand(value);
        return uri.getPath() + "?" + uri.getQuery();
    }
}
