CREATE TABLE `entry_note` (
	`board` text NOT NULL,
	`entry` integer NOT NULL,
	`seq` integer NOT NULL,
	PRIMARY KEY(`board`, `entry`, `seq`),
	FOREIGN KEY (`board`) REFERENCES `board`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `owed_reason` (
	`board` text NOT NULL,
	`seq` integer NOT NULL,
	`actor` text NOT NULL,
	`client` integer,
	`clock` integer,
	PRIMARY KEY(`board`, `seq`),
	FOREIGN KEY (`board`) REFERENCES `board`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `owed_reason_actor` ON `owed_reason` (`board`,`actor`,`seq`);