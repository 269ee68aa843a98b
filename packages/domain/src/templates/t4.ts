/** Starter template T4: equipment data to statistical process control. Demo data; citations are examples to confirm for each site. */
export const T4 = `TTL|Equipment data to statistical process control - moulding cell Z
CLS|JOINT
VOT|OPS|SHARED|0101 1000 2331
VOT|QUA|SHARED|0000 2110 3321
VOT|IT|SHARED|0101 0000 2231
SYS|PLC|PLC|X|yes|live|window
SYS|EDGE|SCADA|X|yes
SYS|HIST|historian|X|yes
SYS|SPC|SPC|Q|yes
SYS|MES|MES|X|yes
SYS|QMS|QMS|Q|yes
SYS|XLS|spreadsheet|N|no
DAT|D1|Characteristic and limit set|specification|rc|QUA:HK|OPS:C IT:C
DAT|D2|Raw cavity-pressure trace|raw|rc|OPS:JP|IT:R
DAT|D3|Subgroup statistics|result|rc|OPS:JP QUA:HK|IT:R
DAT|D4|Out-of-control signal|nonconformance|rc|QUA:HK|OPS:C
DAT|D5|Reaction decision|decision|rc|OPS:LW|QUA:V
DAT|D6|Capability study|result|r|QUA:HK|OPS:C
STP|1|Define characteristics and limits|record|rc|QUA|SPC|SPC|SPC|QUA:HK|OPS:C|D1+
STP|2|Acquire machine signals|record|rc|OPS|PLC|HIST|HIST|OPS:JP|QUA:C IT:R|D2+
STP|3|Filter and form subgroups|transfer|rc|OPS|EDGE|SPC|SPC|OPS:JP|QUA:V IT:R|D3+ D2=
STP|4|Evaluate run rules|test|rc|QUA|SPC|SPC|SPC|QUA:HK|OPS:C|D4+ D3= D1=
STP|5|Hold and react at the press|disposition|rc|OPS|MES|MES|QMS|OPS:LW|QUA:V|D5! D4=
STP|6|Report capability and review limits|review|r|none|XLS|XLS|XLS|QUA:HK||D6+ D3=
ITF|I1|PLC|EDGE|D2|opcua|none|interface|count|c
ITF|I2|EDGE|HIST|D2|message|none|interface|count|c
ITF|I3|EDGE|SPC|D3|api|aggregation|interface|none|c
ITF|I4|SPC|MES|D4|api|none|interface|value|c
ITF|I5|MES|QMS|D5 D4|api|none|interface|count|c
ITF|I6|SPC|XLS|D3|manual|calculation|interface,transformation|value|
ITF|I7|HIST|SPC|D2|api|none|interface|count|c
OUT|R1|Process monitoring record|record|required|13485 8.2.5 7.5.1|SPC|SPC:D3,D4,D2,D1|QUA:HK/review|QUA:HK
OUT|R2|Reaction-plan approval|approval|supports|13485 8.3.1|MES|MES:D5|OPS:LW/responsibility QUA:HK/approval|OPS:LW
OUT|R3|Capability report|report|required|13485 8.4|XLS|XLS:D6|QUA:HK/approval|QUA:HK|
MTX|requirements|A:JP|V|C
MTX|data_models|V C|A:HK|R
MTX|validation|A:JP|V|R:IC
MTX|change_control|A:JP|V|R:IC
RSK|downtime|OPS|assessed
RSK|integration|IT|assessed
RSK|performance|IT|assessed
`;
