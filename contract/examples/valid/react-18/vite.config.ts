import { hukumatPlugin } from '@hukumat/contract/vite';

// Another major of React than the portal's: it comes with the plugin and is shared with nobody.
export default hukumatPlugin({ framework: 'react', own: ['react', 'react-dom'] });
