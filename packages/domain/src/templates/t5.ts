/** Starter template T5: laboratory result to certificate of analysis. Demo data; citations are examples to confirm for each site. */
export const T5 = `TTL|Laboratory result to certificate of analysis - API campaign
CLS|QUALITY_LED
VOT|OPS|QUAL|0000 0013 0101
VOT|QUA|QUAL|0000 0123 0111
VOT|IT|QUAL|0001 0013 0111
SYS|MES|MES|X|yes
SYS|CDS|CDS|Q|yes
SYS|LIMS|LIMS|Q|yes
SYS|QMS|QMS|Q|yes
SYS|ERP|ERP|E|yes
DAT|D1|Sample registration|order|r|QUA:HK|OPS:C
DAT|D2|Chromatographic raw data|raw|r|QUA:HK|
DAT|D3|Reportable result|result|r|QUA:HK|IT:C
DAT|D4|OOS investigation|nonconformance|r|QUA:PN|OPS:C
DAT|D5|Specification version|specification|r|QUA:HK|OPS:I
DAT|D6|Batch disposition|decision|r|QUA:PN|
DAT|D7|CoA document|certificate|rc|QUA:PN|IT:R
STP|1|Register sample from batch|record|r|none|MES|LIMS|LIMS|QUA:HK|OPS:R|D1+
STP|2|Run analysis|test|r|none|CDS|CDS|CDS|QUA:HK||D2+
STP|3|Transfer and calculate reportable result|transfer|r|none|LIMS|LIMS|LIMS|QUA:HK|OPS:I IT:R|D3+ D2=
STP|4|Second-person review incl. audit trail|review|r|none|LIMS@D3 CDS@D2|LIMS@D3 CDS@D2|LIMS@D3 CDS@D2|QUA:HK||D3~ D2~
STP|5|Investigate out-of-specification|review|r|none|QMS|QMS|QMS|QUA:PN|OPS:C|D4+
STP|6|Decide batch disposition|release|r|none|LIMS|LIMS|LIMS|QUA:PN||D6! D3= D5+
STP|7|Generate and issue CoA|release|rc|QUA|ERP|ERP|ERP|QUA:PN|IT:R|D7+ D6= D3=
ITF|I1|MES|LIMS|D1|api|none|interface|count|
ITF|I2|CDS|LIMS|D2|file|calculation|interface,transformation|value|
ITF|I3|LIMS|ERP|D6|api|none|interface|value|c
ITF|I4|QMS|LIMS|D4|api|none|interface|value|
OUT|R1|Laboratory record|record|required|ICH Q7 6.6|LIMS|LIMS:D3,D1,D2|QUA:HK/review|QUA:HK
OUT|R2|OOS investigation report|report|required|ICH Q7 11.15|QMS|QMS:D4|QUA:PN/approval|QUA:PN|in_scope
OUT|R3|Batch disposition|approval|required|ICH Q7 2.22|LIMS|LIMS:D6,D5,D4|QUA:PN/approval|QUA:PN
OUT|R4|Certificate of analysis|report|required|ICH Q7 11.4|ERP|ERP:D7,D3,D6|OPS:TB/review|QUA:PN|in_scope
MTX|requirements|C|A:HK V:PN|C
MTX|data_models|I|A:HK|R
MTX|validation|I|A:SO V:PN|R:IC
MTX|change_control|I|A:SO V:PN|R:IC
RSK|downtime|IT|assessed
RSK|integration|IT|assessed
RSK|performance|IT|assessed
`;
