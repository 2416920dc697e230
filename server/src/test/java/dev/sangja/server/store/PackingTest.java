package dev.sangja.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sangja.runtime.engine.Wire;
import dev.sangja.runtime.receipt.Ending;
import dev.sangja.runtime.receipt.Receipt;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class PackingTest {
    private final Packing packing = new Packing();
    private final Receipt receipt = ReceiptFixture.of(new UUID(3, 4), new Ending.Exited(0));

    @Test
    void aReceiptComesBackWithItsBuilds() {
        assertThat(packing.unpackReceipt(packing.pack(receipt))).isEqualTo(receipt);
        assertThat(receipt.builds()).isNotEmpty();
    }

    @Test
    void aReceiptFromBeforeThereWereBuildsHasNone() throws IOException {
        ObjectNode old = Wire.mapper().valueToTree(receipt);
        old.remove("builds");

        Receipt read = packing.unpackReceipt(packing.packText(old.toString()));

        assertThat(read.builds()).isEmpty();
        assertThat(read.journal()).isEqualTo(receipt.journal());
        assertThat(Wire.mapper().treeToValue(old, Receipt.class)).isEqualTo(read);
    }
}
