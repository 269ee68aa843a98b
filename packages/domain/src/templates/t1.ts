/** Starter template T1: in-process checking through lot release. Demo data; citations are examples to confirm for each site. */
export const T1 = `TTL|In-process checking through lot release - tablet family X
CLS|JOINT
VOT|OPS|SHARED|1101 1021 3333
VOT|QUA|SHARED|0101 1121 3333
VOT|IT|SHARED|1111 0010 3322
SYS|ERP|ERP|E|yes
SYS|MES|MES|X|yes|live|window
SYS|LIMS|LIMS|Q|yes
SYS|EDMS|EDMS|Q|yes
SYS|QMS|QMS|Q|yes
DAT|D1|Process order|order|c|OPS:TB|IT:C
DAT|D2|IPC sampling plan and limits|sampling_plan|rc|QUA:HK|OPS:C IT:C
DAT|D3|IPC results|result|rc|OPS:LW|QUA:V
DAT|D4|Out-of-limit exception|nonconformance|rc|QUA:PN|OPS:C
DAT|D5|Finished-product test results|result|r|QUA:HK|
DAT|D6|Batch production record|batch_record|rc|OPS:AR|QUA:V IT:C
DAT|D7|Lot disposition|decision|rc|QUA:PN|
DAT|D8|Lot stock status|status|rc|OPS:TB|IT:C
STP|1|Release order and effective limits to line|transfer|rc|OPS|ERP@D1 EDMS@D2|ERP@D1 EDMS@D2|MES|OPS:TB|QUA:V IT:R|D1+ D2+
STP|2|Run and record in-process checks|test|rc|OPS|MES|MES|MES|OPS:LW|QUA:C|D3+ D2= D6+
STP|3|Hold and raise out-of-limit exception|disposition|rc|QUA|MES|QMS|QMS|QUA:PN|OPS:R|D4+ D3=
STP|4|Sample and test finished product|test|r|none|LIMS|LIMS|LIMS|QUA:HK|OPS:C|D5+
STP|5|Review batch record by exception|review|rc|QUA|MES|MES|MES|QUA:PN|OPS:C|D6~ D5= D4=
STP|6|Decide lot release or rejection|release|rc|QUA|QMS|QMS|QMS|QUA:PN|IT:I|D7! D6= D5=
STP|7|Post usable stock status|transfer|rc|OPS|ERP|ERP|ERP|OPS:TB|QUA:C IT:R|D8~ D7=
ITF|I1|ERP|MES|D1|api|mapping|interface,transformation|count|c
ITF|I2|EDMS|MES|D2|api|mapping|interface,transformation|value|c
ITF|I3|MES|QMS|D4 D3 D6|api|none|interface|count|c
ITF|I4|LIMS|MES|D5|api|unit|interface,transformation|value|c
ITF|I5|QMS|ERP|D7|api|none|interface|value|c
ITF|I6|QMS|MES|D4|api|none|interface|count|c
ITF|I7|LIMS|QMS|D5|api|none|interface|value|c
OUT|R1|Batch production and control record|record|required|211.188|MES|MES:D6,D3,D2,D5|OPS:AR/review QUA:PN/approval|OPS:AR
OUT|R2|Lot release or rejection|approval|required|211.22(a) 211.192|QMS|QMS:D7,D6,D5,D4|QUA:PN/authorship|QUA:PN
OUT|R3|In-process trend report|report|supports|211.110 211.180(e)|MES|MES:D3|QUA:HK/review|QUA:HK|in_scope
OUT|R4|Lot status in stock ledger|record|supports|211.142(a)|ERP|ERP:D8,D7|QUA:PN/review|OPS:TB
MTX|requirements|A:TB R|V|C
MTX|data_models|C V|A:HK|R
MTX|validation|R:TB V|A:SO V:PN|R:IC
MTX|change_control|A:AR|V|R:IC
RSK|sampling_plan|QUA|assessed
RSK|batch_record|QUA|assessed
RSK|downtime|OPS|assessed
RSK|integration|IT|assessed
RSK|performance|IT|assessed
`;
