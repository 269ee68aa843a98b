/** Starter template T2: nonconformance from detection to closure. Demo data; citations are examples to confirm for each site. */
export const T2 = `TTL|Nonconformance from detection to closure - line Y (device assembly)
CLS|JOINT
VOT|OPS|QUAL|0111 3221 0011
VOT|QUA|QUAL|0001 3321 0111
VOT|IT|QUAL|0001 3210 0011
SYS|MES|MES|X|yes
SYS|PAPER|paper|N|n/a
SYS|QMS|QMS|Q|yes
SYS|ERP|ERP|E|yes|live|window
DAT|D1|Defect observation|result|rc|OPS:LW|QUA:C
DAT|D2|Nonconformance record|nonconformance|rc|QUA:PN|OPS:C IT:C
DAT|D3|Hold status|status|rc|OPS:TB|QUA:C
DAT|D4|Disposition decision|decision|rc|QUA:PN|OPS:C
DAT|D5|Rework instruction|procedure|rc|OPS:TB|QUA:V
DAT|D6|Re-verification result|result|rc|OPS:LW|QUA:V
DAT|D7|CAPA decision|decision|r|QUA:PN|
STP|1|Detect and tag unit|record|rc|QUA|MES PAPER|MES|QMS|OPS:LW|QUA:C|D1+
STP|2|Open nonconformance|record|rc|QUA|QMS|QMS|QMS|QUA:PN|OPS:R|D2+ D1=
STP|3|Segregate and block stock|transfer|rc|QUA|MES|MES ERP|QMS|OPS:TB|IT:R|D3~
STP|4|Evaluate and investigate|review|r|none|QMS|QMS|QMS|QUA:PN|OPS:C|D2~
STP|5|Decide disposition|disposition|rc|QUA|QMS|QMS|QMS|QUA:PN|OPS:C|D4!
STP|6|Rework and re-verify|execute|rc|QUA|MES|MES|QMS|OPS:LW|QUA:V|D5+ D6+ D4=
STP|7|Close and decide on CAPA|review|r|none|QMS|QMS|QMS|QUA:PN||D7! D6=
ITF|I1|MES|QMS|D1 D3 D5 D6|api|none|interface|count|c
ITF|I2|QMS|MES|D4|api|none|interface|value|c
ITF|I3|MES|ERP|D3|api|mapping|interface,transformation|count|c
OUT|R1|Nonconformance record with evaluation and rationale|record|required|13485 8.3.1|QMS|QMS:D2,D1,D4|QUA:PN/approval|QUA:PN
OUT|R2|Disposition or concession|approval|required|13485 8.3.2|QMS|QMS:D4,D2|OPS:TB/review QUA:PN/approval|QUA:PN
OUT|R3|Batch record incl. rework|record|required|13485 7.5.1 8.3.4|MES|MES:D5,D6,D3,D4|OPS:AR/review QUA:PN/approval|OPS:AR
OUT|R4|NC trend report|report|required|13485 8.4|QMS|QMS:D2,D7|QUA:SO/review|QUA:SO|
MTX|requirements|C V|A:PN|C
MTX|data_models|C V|A:PN|R
MTX|validation|R:TB V|A:SO V:PN|R:IC
MTX|change_control|C V|A:PN|C
RSK|integration|IT|assessed
RSK|performance|IT|assessed
RSK|downtime|OPS|open
`;
