import { hukumatPlugin } from '@hukumat/contract/vite';

export default hukumatPlugin({ framework: 'react', format: 'module' });
