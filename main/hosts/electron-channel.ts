/** The two messages that pass between the preload and main; everything else goes over the port. */
export const portRequest = 'midwall-port-request'
export const portAnswer = 'midwall-port-answer'

/** Our own scheme instead of file://, so that the page has an origin and a content security policy. */
export const scheme = 'midwall'
export const origin = `${scheme}://app`
