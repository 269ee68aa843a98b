/** Starter template T3: electronic batch record review and release. Demo data; citations are examples to confirm for each site. */
export const T3 = `TTL|Electronic batch record review and release - sterile product line
CLS|QUALITY_LED
VOT|OPS|QUAL|0001 1032 0012
VOT|QUA|QUAL|0000 1132 0112
VOT|IT|QUAL|0001 0032 0011
SYS|MES|MES|X|yes
SYS|LIMS|LIMS|Q|yes
SYS|QMS|QMS|Q|yes
SYS|EMS|EMS|Q|yes
SYS|ERP|ERP|E|yes
DAT|D1|Executed batch record|batch_record|r|OPS:AR|QUA:V
DAT|D2|Exception and audit-trail extract|audit|rc|QUA:SO|IT:R
DAT|D3|Deviation status|nonconformance|r|QUA:PN|OPS:C
DAT|D4|QC results|result|r|QUA:HK|
DAT|D5|Environmental results|result|r|QUA:HK|OPS:C
DAT|D6|QA review outcome|decision|rc|QUA:SO|OPS:I
DAT|D7|QP certification|decision|rc|QUA:PN|
DAT|D8|Shippable status|status|rc|OPS:TB|QUA:V IT:R
STP|1|Close executed batch record|record|r|none|MES|MES|MES|OPS:AR|QUA:I|D1~
STP|2|Compile exceptions and audit-trail extract|record|rc|QUA|MES|MES|QMS|QUA:SO|OPS:C IT:R|D2+ D1=
STP|3|Confirm deviations closed or justified|review|r|none|QMS|QMS|QMS|QUA:PN|OPS:C|D3~
STP|4|Confirm QC and environmental results|review|r|none|LIMS@D4 EMS@D5|LIMS@D4 EMS@D5|QMS|QUA:HK||D4~ D5~
STP|5|QA review by exception|review|rc|QUA|QMS|QMS|QMS|QUA:SO|OPS:C|D6! D2= D3=
STP|6|QP certification|release|rc|QUA|QMS|QMS|QMS|QUA:PN||D7! D6= D4= D5=
STP|7|Lift shipping block|transfer|rc|QUA|ERP|ERP|ERP|OPS:TB|QUA:V IT:R|D8~ D7=
ITF|I1|MES|QMS|D1 D2|api|aggregation|interface,transformation,reporting|count|c
ITF|I2|LIMS|QMS|D4|api|none|interface|value|
ITF|I3|EMS|QMS|D5|file|mapping|interface,transformation|value|
ITF|I4|QMS|ERP|D7|api|none|interface|value|c
OUT|R1|Executed batch record|record|required|EU GMP ch.4; 211.188|MES|MES:D1|OPS:AR/review QUA:SO/approval|OPS:AR
OUT|R2|QA batch review|approval|required|211.192|QMS|QMS:D6,D2,D3|QUA:SO/review|QUA:SO
OUT|R3|QP certification entry|approval|required|Annex 16; Annex 11 s15|QMS|QMS:D7,D6,D4,D5|QUA:PN/approval|QUA:PN
OUT|R4|Release status record|record|supports|Annex 16|ERP|ERP:D8,D7|QUA:PN/review|OPS:TB
MTX|requirements|C|A:SO V:PN|C
MTX|data_models|C|A:SO|R
MTX|validation|R:TB|A:SO V:PN|R:IC
MTX|change_control|C|A:SO V:PN|R:IC
RSK|downtime|IT|assessed
RSK|integration|IT|assessed
RSK|performance|IT|mitigated
`;
