// Comfort only: every page is whole without this file.
"use strict";
