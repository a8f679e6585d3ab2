import { hukumatPlugin } from '@hukumat/contract/vite';

export default hukumatPlugin({ framework: 'vue' });
