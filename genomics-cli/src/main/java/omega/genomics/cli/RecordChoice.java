package omega.genomics.cli;

import java.util.Stack;
import omega.genomics.ParseException;
import omega.genomics.vcf.RecordFilter;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.filter.VcfFilter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which records of a VCF file a command takes: {@code --include} or {@code --exclude}. */
public final class RecordChoice {
    @Option(
            names = {"-i", "--include"},
            paramLabel = "EXPRESSION",
            parameterConsumer = AnyText.class,
            description = "Only records for which it is true, such as 'QUAL>30 && INFO/AF<0.01', as bcftools view -i.")
    private @Nullable String include;

    @Option(
            names = {"-e", "--exclude"},
            paramLabel = "EXPRESSION",
            parameterConsumer = AnyText.class,
            description = "Only records for which it is false, as bcftools view -e.")
    private @Nullable String exclude;

    /** Adds the choice to options, if there is one; an expression that cannot be read is wrong usage. */
    public static VcfReader.Options apply(@Nullable RecordChoice choice, VcfReader.Options options, Work work) {
        RecordFilter filter = filter(choice, work);
        return filter == null ? options : options.matching(filter);
    }

    /** The records chosen; null for all. */
    public static @Nullable RecordFilter filter(@Nullable RecordChoice choice, Work work) {
        if (choice == null) {
            return null;
        }
        VcfFilter filter = choice.expression(work);
        return choice.isExclusion() ? filter.negate() : filter;
    }

    /** The expression, whether it includes or excludes. */
    public VcfFilter expression(Work work) {
        if (include != null && exclude != null) { // picocli does not see that a parameter consumer has set both
            throw work.wrongUsage("expected one of --include and --exclude");
        }
        try {
            return VcfFilter.parse(String.valueOf(isExclusion() ? exclude : include));
        } catch (ParseException e) {
            throw work.wrongUsage(e.diagnostic().toString());
        }
    }

    public boolean isExclusion() {
        return include == null;
    }

    /** Takes the next argument whatever it begins with: {@code -DP<0} is an expression, and no option. */
    static final class AnyText implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
            if (arguments.isEmpty()) {
                throw new ParameterException(command.commandLine(), "expected an expression after " + name(option));
            }
            if (option.getValue() != null) {
                throw new ParameterException(command.commandLine(), "expected " + name(option) + " once");
            }
            option.setValue(arguments.pop());
        }

        private static String name(ArgSpec argument) {
            return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
        }
    }
}
