CREATE TABLE `record_entry` (
	`board` text NOT NULL,
	`seq` integer NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`actor` text NOT NULL,
	`at` text NOT NULL,
	`payload` text NOT NULL,
	`prev_hash` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`board`, `seq`),
	FOREIGN KEY (`board`) REFERENCES `board`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`actor`) REFERENCES `principal`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `record_entry_board_id_unique` ON `record_entry` (`board`,`id`);--> statement-breakpoint
CREATE TABLE `record_head` (
	`board` text NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL,
	`signed_at` text NOT NULL,
	`key_id` text NOT NULL,
	`signature` text NOT NULL,
	PRIMARY KEY(`board`, `seq`, `key_id`),
	FOREIGN KEY (`board`) REFERENCES `board`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TRIGGER `record_entry_never_changed` BEFORE UPDATE ON `record_entry`
BEGIN
	SELECT RAISE(ABORT, 'an entry of the record is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `record_entry_never_removed` BEFORE DELETE ON `record_entry`
BEGIN
	SELECT RAISE(ABORT, 'an entry of the record is never removed');
END;
--> statement-breakpoint
CREATE TRIGGER `record_entry_only_at_end` BEFORE INSERT ON `record_entry`
WHEN NEW.`seq` IS NOT (SELECT coalesce(max(`seq`), 0) + 1 FROM `record_entry` WHERE `board` = NEW.`board`)
	OR NEW.`prev_hash` IS NOT coalesce(
		(SELECT `hash` FROM `record_entry` WHERE `board` = NEW.`board` ORDER BY `seq` DESC LIMIT 1),
		'0000000000000000000000000000000000000000000000000000000000000000'
	)
	OR EXISTS (SELECT 1 FROM `record_entry` WHERE `board` = NEW.`board` AND `id` = NEW.`id`)
BEGIN
	SELECT RAISE(ABORT, 'an entry of the record is only added at its end, once');
END;
--> statement-breakpoint
CREATE TRIGGER `record_head_never_changed` BEFORE UPDATE ON `record_head`
BEGIN
	SELECT RAISE(ABORT, 'a signed head is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `record_head_never_removed` BEFORE DELETE ON `record_head`
BEGIN
	SELECT RAISE(ABORT, 'a signed head is never removed');
END;
--> statement-breakpoint
CREATE TRIGGER `record_head_never_replaced` BEFORE INSERT ON `record_head`
WHEN EXISTS (
	SELECT 1 FROM `record_head` WHERE `board` = NEW.`board` AND `seq` = NEW.`seq` AND `key_id` = NEW.`key_id`
)
BEGIN
	SELECT RAISE(ABORT, 'a signed head is never replaced');
END;
