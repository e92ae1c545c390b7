import { render } from 'preact';
import { Dashboard } from './Dashboard';
import './styles/main.css';

render(<Dashboard />, document.getElementById('page')!);
