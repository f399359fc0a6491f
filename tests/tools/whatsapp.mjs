// whatsapp.mjs FILE DAYS_FIRST: the messages of a WhatsApp text as whatsapp-chat-parser reads them,
// a JSON array of {author, message, time}: time as the wall clock of the file, author null for
// lines of the program.
import { readFileSync } from "node:fs";
import { parseString } from "whatsapp-chat-parser";

// It takes a byte order mark for the start of another line; files that were joined have several.
const text = readFileSync(process.argv[2], "utf8").replaceAll("\uFEFF", "");
const two = (n) => String(n).padStart(2, "0");
const messages = parseString(text, { daysFirst: process.argv[3] === "true" });
console.log(
  JSON.stringify(
    messages.map(({ date, author, message }) => ({
      author,
      message,
      time: `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`,
    })),
  ),
);
