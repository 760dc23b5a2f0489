// Where the API is. Empty: the same origin. The frontend image writes this file from API_URL when it starts.
globalThis.NEXUS = Object.freeze({ apiUrl: '' });
