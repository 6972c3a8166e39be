package omega.genomics.service;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.analysis.FieldComplexityEnvironment;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.instrumentation.Instrumentation;
import graphql.schema.DataFetcherFactories;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.PropertyDataFetcherHelper;
import java.util.Collection;
import java.util.Map;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.postgres.query.QueryException;
import omega.genomics.postgres.query.UnknownNameException;
import omega.genomics.postgres.vector.VectorException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.data.method.annotation.GraphQlExceptionHandler;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.server.ResponseStatusException;

/** What GraphQL needs around its answers: limits, names and errors. */
@Configuration(proxyBeanMethods = false)
class GraphQlLimits {
    /** How deep a query may be; a client that asks for the schema needs this many. */
    @Bean
    Instrumentation depth(ServiceProperties properties) {
        return new MaxQueryDepthInstrumentation(properties.maxQueryDepth());
    }

    /** How many values a query may ask for, as its names and limits say before it runs. */
    @Bean
    Instrumentation values(ServiceProperties properties) {
        return new MaxQueryComplexityInstrumentation(properties.maxQueryValues(), GraphQlLimits::values);
    }

    private static int values(FieldComplexityEnvironment field, int ofChild) {
        Object names = field.getArguments().get("names");
        Object limit = field.getArguments().get("limit");
        long rows = names instanceof Collection<?> all ? all.size() : limit instanceof Integer most ? most : 1;
        return (int) Math.min(Integer.MAX_VALUE / 100, 1 + Math.max(1, rows) * ofChild);
    }

    /** Fields have the names of SQL's columns, as in the answers of REST. */
    @Bean
    RuntimeWiringConfigurer names() {
        return wiring -> wiring.codeRegistry(GraphQLCodeRegistry.newCodeRegistry()
                .defaultDataFetcher(DataFetcherFactories.useDataFetcher(GraphQlLimits::value)));
    }

    private static @Nullable Object value(DataFetchingEnvironment field) {
        return PropertyDataFetcherHelper.getPropertyValue(
                camelCase(field.getField().getName()), field.getSource(), field.getFieldType());
    }

    private static String camelCase(String column) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < column.length(); i++) {
            boolean isStart = i > 0 && column.charAt(i - 1) == '_';
            if (column.charAt(i) != '_') {
                name.append(isStart ? Character.toUpperCase(column.charAt(i)) : column.charAt(i));
            }
        }
        return name.toString();
    }

    /** Errors as of {@link Problems}: what a client can mend is said in full. */
    @ControllerAdvice
    static class Errors {
        private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

        @GraphQlExceptionHandler
        GraphQLError badRequest(BadRequestException e, DataFetchingEnvironment environment) {
            return error(environment, ErrorType.BAD_REQUEST, e, Map.of("parameter", e.parameter()));
        }

        @GraphQlExceptionHandler
        GraphQLError expression(ParseException e, DataFetchingEnvironment environment) {
            Diagnostic diagnostic = e.diagnostic();
            return GraphqlErrorBuilder.newError(environment)
                    .errorType(ErrorType.BAD_REQUEST)
                    .message("%s", diagnostic.message())
                    .extensions(Map.of(
                            "parameter",
                            "expression",
                            "column",
                            diagnostic.location().column()))
                    .build();
        }

        @GraphQlExceptionHandler
        GraphQLError busy(ResponseStatusException e, DataFetchingEnvironment environment) {
            return error(
                    environment,
                    ErrorType.FORBIDDEN,
                    e,
                    Map.of("status", e.getStatusCode().value()));
        }

        @GraphQlExceptionHandler
        GraphQLError unknown(UnknownNameException e, DataFetchingEnvironment environment) {
            return error(environment, ErrorType.NOT_FOUND, e, Map.of("suggestions", e.suggestions()));
        }

        @GraphQlExceptionHandler({QueryException.class, VectorException.class})
        GraphQLError database(RuntimeException e, DataFetchingEnvironment environment) {
            if (e.getCause() == null) {
                return error(environment, ErrorType.NOT_FOUND, e, Map.of());
            }
            LOG.warn("the database did not answer", e);
            return GraphqlErrorBuilder.newError(environment)
                    .errorType(ErrorType.INTERNAL_ERROR)
                    .message("the database did not answer")
                    .build();
        }

        private static GraphQLError error(
                DataFetchingEnvironment environment, ErrorType type, Exception e, Map<String, Object> extensions) {
            return GraphqlErrorBuilder.newError(environment)
                    .errorType(type)
                    .message("%s", e.getMessage())
                    .extensions(extensions)
                    .build();
        }
    }
}
