package org.offhook.campaign.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.list.CustomField;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.transfer.ColumnMapping.Mapped;

class ColumnMappingTest {
    private static final LeadList LIST =
            new LeadList(1001, "May leads", "SALES", true, List.of(new CustomField("LeadSource", "Source", 10)));

    @Test
    void columnsGoToTheFieldsOfTheirNamesAndToThoseAskedFor() {
        Mapped mapped = ColumnMapping.of(
                List.of("Mobile", "First Name", "leadsource", "Shoe size", "phone-code"),
                Map.of("mobile", "phone_number"),
                LIST);
        assertThat(mapped)
                .isEqualTo(new Mapped.Complete(new ColumnMapping(
                        List.of(
                                new Column.PhoneNumber(),
                                new Column.Standard(LeadField.FIRST_NAME),
                                new Column.Custom("LeadSource", 10),
                                new Column.Unused(),
                                new Column.PhoneCode()),
                        List.of("Shoe size"))));
    }

    @Test
    void aColumnCanBeLeftOut() {
        assertThat(ColumnMapping.of(List.of("phone_number", "email"), Map.of("email", "-"), LIST))
                .isEqualTo(new Mapped.Complete(
                        new ColumnMapping(List.of(new Column.PhoneNumber(), new Column.Unused()), List.of("email"))));
    }

    @Test
    void everySlipIsNamed() {
        assertThat(ColumnMapping.of(List.of("phone_number"), Map.of("fone", "email"), LIST))
                .isEqualTo(new Mapped.Faulty("the file has no column fone"));
        assertThat(ColumnMapping.of(List.of("a"), Map.of("a", "shoe_size"), LIST))
                .isEqualTo(new Mapped.Faulty("list 1001 has no field shoe_size"));
        assertThat(ColumnMapping.of(List.of("email"), Map.of(), LIST))
                .isEqualTo(new Mapped.Faulty("no column is mapped to phone_number"));
        assertThat(ColumnMapping.of(List.of("email", "phone_number", "E-Mail"), Map.of("e-mail", "email"), LIST))
                .isEqualTo(new Mapped.Faulty("two columns for the same field: the second is E-Mail"));
    }
}
