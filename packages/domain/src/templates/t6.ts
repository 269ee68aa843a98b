/** Starter template T6: first article inspection and as-built genealogy. Demo data; citations are examples to confirm for each site. */
export const T6 = `TTL|First article inspection and as-built genealogy - actuator assembly
CLS|JOINT
VOT|OPS|SHARED|1110 0021 2223
VOT|QUA|SHARED|0100 0122 2223
VOT|IT|SHARED|1011 0011 2122
SYS|PLM|PLM|E|yes
SYS|ERP|ERP|E|yes
SYS|MES|MES|X|yes|live|noreplace,replace
SYS|CMM|instrument|X|yes
SYS|FAI|QMS|Q|yes
DAT|D1|Ballooned characteristics|specification|rc|QUA:HK|OPS:C IT:C
DAT|D2|FAI plan|procedure|r|QUA:HK|OPS:C
DAT|D3|Serial and lot genealogy|genealogy|rc|OPS:TB|QUA:V IT:R
DAT|D4|Measured values|result|rc|OPS:LW|QUA:V
DAT|D5|Material and special-process certificates|certificate|r|QUA:HK|OPS:C
DAT|D6|FAIR approval|decision|rc|QUA:PN|OPS:C
DAT|D7|Re-FAI trigger|decision|rc|QUA:PN|OPS:C IT:I
STP|1|Extract and balloon characteristics|record|rc|OPS|PLM|FAI|FAI|QUA:HK|OPS:C|D1+
STP|2|Plan FAI cross-functionally|review|r|none|FAI|FAI|FAI|QUA:HK|OPS:C IT:I|D2+ D1=
STP|3|Build first article, bind serials and lots|execute|rc|OPS|MES ERP|MES ERP|FAI|OPS:TB|IT:R|D3+
STP|4|Measure characteristics|test|rc|OPS|CMM|FAI|FAI|OPS:LW|QUA:V|D4+ D1=
STP|5|Account for materials and special processes|review|r|none|FAI|FAI|FAI|QUA:HK|OPS:C|D5+
STP|6|Compile and approve FAIR|release|rc|QUA|FAI|FAI|FAI|QUA:PN|OPS:C|D6! D4= D5= D3=
STP|7|Watch changes for re-FAI|review|rc|QUA|PLM|FAI|FAI|QUA:PN|OPS:C IT:I|D7!
ITF|I1|PLM|FAI|D1 D7|file|mapping|interface,transformation|count|c
ITF|I2|MES|FAI|D3|api|none|interface|count|c
ITF|I3|CMM|FAI|D4|manual|none|interface|value|
ITF|I4|ERP|MES|D3|api|mapping|interface,transformation|value|c
OUT|R1|FAIR forms 1-3|record|required|AS9102C; AS9100D 8.5.1.3|FAI|FAI:D1,D4,D5,D3,D2|QUA:HK/review|QUA:HK
OUT|R2|FAIR approval|approval|contract|AS9102C; customer PO|FAI|FAI:D6|QUA:PN/approval|QUA:PN
OUT|R3|As-built configuration record|record|required||MES|MES:D3|OPS:AR/review QUA:PN/approval|OPS:TB
OUT|R4|Re-FAI decision log|record|required|AS9102C|FAI|FAI:D7|QUA:PN/approval|QUA:PN
MTX|requirements|A:TB|V|C
MTX|data_models|V C|A:HK|R
MTX|validation|A:TB|V|R:IC
MTX|change_control|A:AR|V|R:IC
`;
