package omega.genomics.vcf.header;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of the sample columns. Headers have them by the thousand, so they are gone through once.
 *
 * @param inOrder those of the header, from column 10 on
 * @param numbers the number of the first column of each name, from 0
 */
record SampleNames(List<String> inOrder, Map<String, Integer> numbers) {
    static SampleNames of(List<String> names) {
        List<String> inOrder = List.copyOf(names);
        Map<String, Integer> numbers = new HashMap<>(inOrder.size() * 2);
        int number = 0;
        for (String name : inOrder) {
            numbers.putIfAbsent(name, number++);
        }
        return new SampleNames(inOrder, numbers);
    }

    /** Tells whether there is no name that stands twice, and none that is empty. */
    boolean areSound() {
        return numbers.size() == inOrder.size() && !numbers.containsKey("");
    }
}
