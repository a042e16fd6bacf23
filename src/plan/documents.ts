/** Titles of the documents that rules cite, so that they are spelled alike everywhere. */
export const RELEASE_NOTES_425 = 'HP Integrity Virtual Machines 4.2.5: Release Notes';
export const RELEASE_NOTES_42 = 'HP Integrity VM Version 4.2 Release Notes';
export const RELEASE_NOTES_40 = 'HP Integrity VM Version 4.0 Release Notes';
export const ADMIN_GUIDE_63 = 'HP-UX vPars and Integrity VM V6.3 Administrator Guide';
export const ICA_42 = 'HP Integrity Virtual Machines 4.2: Installation, Configuration, and Administration';
export const ICA_43 = 'HP Integrity Virtual Machines 4.3: Installation, Configuration, and Administration';
export const APA_GUIDE_2014 = "HP Auto Port Aggregation Administrator's Guide, HP-UX 11i v3, March 2014";
export const APA_GUIDE_2008 = "HP Auto Port Aggregation Administrator's Guide, HP-UX 11i v3, September 2008";
export const NWMGR_APA = 'nwmgr_apa(1M), September 2010';
export const ETHERNET_GUIDE = 'Ethernet Support Guide for HP-UX 11i v3';
